using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The saved mapping that gives every row the same key, by which the stage's text is then looked up.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class StageFactory : CustomMappingFactory<StageFactory.Input, StageFactory.Output>
{
    /// <inheritdoc cref="ScoreFactory.Contract"/>
    public const string Contract = "DiTMoS.Stage.v1";

    /// <summary>The key.</summary>
    public const uint Key = 1;

    /// <inheritdoc/>
    public override Action<Input, Output> GetMapping() => (_, output) => output.Value = Key;

    /// <summary>A mapping must read something.</summary>
    internal sealed class Input
    {
        [ColumnName("DiTMoS.Features")]
        [VectorType]
        public VBuffer<float> Features { get; set; }
    }

    /// <summary>The key.</summary>
    internal sealed class Output
    {
        [ColumnName("DiTMoS.Key")]
        public uint Value { get; set; }
    }
}
