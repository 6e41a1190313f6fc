/// A share for people, in whole percent.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

/// A score as it is written: to three places, so that no last bit of a sum is in a file.
func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
