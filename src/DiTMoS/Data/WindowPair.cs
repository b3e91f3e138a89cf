namespace DiTMoS.Data;

/// <summary>A tested window that is nearly the same as one that was learnt from.</summary>
/// <param name="Test">The row of the tested window.</param>
/// <param name="Learnt">The row of the other, trained or validated on.</param>
public readonly record struct WindowPair(int Test, int Learnt);
