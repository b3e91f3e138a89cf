namespace Microsoft.ML.Transforms;

/// <summary>A factory of any mapping.</summary>
internal interface ICustomMappingFactory
{
    /// <summary>The transformer of the mapping.</summary>
    ITransformer Create(string contract);
}
