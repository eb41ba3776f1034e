"""What readers and machines of others see: published verdicts, corrections, feeds, proofs."""
