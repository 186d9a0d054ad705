"""ReportPage → .docx in the layout of GB/T 9704, for people who go on editing outside; and the letters of the bureau (adr/0035)."""
