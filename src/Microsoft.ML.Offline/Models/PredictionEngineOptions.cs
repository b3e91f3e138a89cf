namespace Microsoft.ML;

/// <summary>How a prediction engine works.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the prediction without a column are left as they are. Default true.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>The input columns, where the class does not say all. Default null.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>The output columns, where the class does not say all. Default null.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether the engine disposes of the model. Default true.</summary>
    public bool OwnsTransformer = true;

    /// <summary>The defaults.</summary>
    public PredictionEngineOptions()
    {
    }
}
