"""The NS-CMIC List: Chinese military-industrial complex companies, securities of which US persons may not buy."""
