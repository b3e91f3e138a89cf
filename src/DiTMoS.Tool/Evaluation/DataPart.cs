namespace DiTMoS.Tool.Evaluation;

/// <summary>A part of a split.</summary>
internal enum DataPart
{
    /// <summary>What a result is measured on.</summary>
    Test,

    /// <summary>What chooses among epochs.</summary>
    Validation,

    /// <summary>What is learnt from.</summary>
    Train,

    /// <summary>Every window.</summary>
    All,
}
