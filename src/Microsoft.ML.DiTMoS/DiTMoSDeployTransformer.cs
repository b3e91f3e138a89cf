using DiTMoS.Export;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS;

/// <summary>Passes rows through, and tells what its fitting wrote.</summary>
/// <remarks>It is saved as a chain of no transformers: what is loaded passes rows through too, writes nothing, and knows of no folder.</remarks>
public sealed class DiTMoSDeployTransformer : ITransformer
{
    internal DiTMoSDeployTransformer(DeploymentResult result) => Result = result;

    /// <summary>What was written.</summary>
    public DeploymentResult Result { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema;
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new PassingMapper(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)new TransformerChain<ITransformer>()).Save(ctx);
}
