namespace DiTMoS.Experiments.Records;

/// <summary>Writes figures with six significant digits.</summary>
internal sealed class SixDigits() : SignificantDigits<double>(6);
