namespace DiTMoS.Data;

/// <summary>How many windows of one class are in each part of a split.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Train">Windows that are trained on.</param>
/// <param name="Validation">Windows that are validated on.</param>
/// <param name="Test">Windows that are tested.</param>
public readonly record struct ClassBalanceRow(string ClassName, int Train, int Validation, int Test)
{
    /// <summary>Windows in any part.</summary>
    public int Total => Train + Validation + Test;
}
