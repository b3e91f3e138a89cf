namespace Microsoft.ML.Data;

/// <summary>When a transformer of a chain takes part.</summary>
[Flags]
public enum TransformerScope
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>In training.</summary>
    Training = 1,

    /// <summary>In evaluation.</summary>
    Testing = 2,

    /// <summary>In training and evaluation.</summary>
    TrainTest = 3,

    /// <summary>In scoring.</summary>
    Scoring = 4,

    /// <summary>Always.</summary>
    Everything = 7,
}
