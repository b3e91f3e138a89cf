using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What a stage that scores was saved with.</summary>
/// <param name="Model">The model.</param>
/// <param name="Keys">The classes.</param>
/// <param name="FeatureColumnName">The features column.</param>
/// <param name="LabelColumnName">The label column of training.</param>
/// <param name="Columns">The added columns.</param>
internal sealed record SavedModel(DiTMoSModel Model, ClassKeys Keys, string FeatureColumnName, string LabelColumnName, ScoreColumns Columns)
{
    private static readonly ConditionalWeakTable<string, SavedModel> Known = [];

    /// <summary>The stage itself.</summary>
    /// <param name="context">What it is saved with again.</param>
    public DiTMoSTransformer ToTransformer(MLContext context)
    {
        NetworkSpec spec = Model.Selector.Spec;
        var type = new VectorDataViewType(NumberDataViewType.Single, spec.Channels, spec.Length);
        return new DiTMoSTransformer(context, Model, Keys, type, FeatureColumnName, LabelColumnName, Columns);
    }

    /// <summary>What a stage is saved with.</summary>
    public static SavedModel Of(DiTMoSTransformer transformer) =>
        new(transformer.Model, transformer.Keys, transformer.FeatureColumnName, transformer.LabelColumnName, transformer.Columns);

    /// <summary>The stage that a text holds; each text object is read once.</summary>
    public static SavedModel Of(string text) => Known.GetValue(text, StageText.ReadModel);

    /// <summary>The text object behind a value, without copying where there is one.</summary>
    public static string TextOf(ReadOnlyMemory<char> value) =>
        MemoryMarshal.TryGetString(value, out string? text, out int start, out int length) && start == 0 && length == text.Length ? text : value.ToString();
}
