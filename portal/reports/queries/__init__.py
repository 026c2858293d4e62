"""Questions of reports: to the other rooms' tables, and to the reports that were issued."""
