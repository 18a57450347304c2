"""What stands between the network and the pages: headers, host, limits, sessions, forgery."""
