"""The project: settings, addresses, the 工作台 as an admin site, health and mail. The apps know it only through Django's settings."""
