"""What words say, in whichever text they stand: units of meaning, speakers, notices, furniture."""
