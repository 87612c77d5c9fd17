"""Companies listed on the exchanges of Shanghai and Shenzhen, with their English legal and Chinese short names."""
