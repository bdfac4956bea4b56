print("perfreport")
