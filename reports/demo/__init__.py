"""An invented district to try the software with: 青禾区 of 南麓市. Every name, text and figure in it is made up."""
