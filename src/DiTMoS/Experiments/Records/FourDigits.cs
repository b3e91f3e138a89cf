namespace DiTMoS.Experiments.Records;

/// <summary>Writes samples of windows with four significant digits: they are looked at, not computed with.</summary>
internal sealed class FourDigits() : SignificantDigits<float>(4);
