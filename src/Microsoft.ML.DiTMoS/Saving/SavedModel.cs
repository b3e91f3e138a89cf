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
/// <param name="IsBaseline">Whether it is a model to compare with.</param>
internal sealed record SavedModel(WindowModel Model, ClassKeys Keys, string FeatureColumnName, string LabelColumnName, ScoreColumns Columns, bool IsBaseline = false)
{
    private static readonly ConditionalWeakTable<string, SavedModel> Known = [];

    /// <summary>Classifiers to choose from; 1 for an ensemble, which answers as one.</summary>
    public int Classifiers => Model is DiTMoSModel routed ? routed.Classifiers.Count : 1;

    /// <summary>The model, where it routes.</summary>
    /// <exception cref="ArgumentException">It is an ensemble.</exception>
    public DiTMoSModel Routed => Model as DiTMoSModel
        ?? throw new ArgumentException($"The model must be a selector with its classifiers. Got one that does not route, '{Model.Record.Preset}': ToWindowModel gives it, or train one with Trainers.DiTMoS.");

    /// <summary>The stage itself.</summary>
    /// <param name="context">What it is saved with again.</param>
    public ITransformer ToTransformer(MLContext context)
    {
        var stage = new ScoringStage(context, this, new VectorDataViewType(NumberDataViewType.Single, Model.Channels, Model.Length));
        return IsBaseline ? new DiTMoSBaselineTransformer(stage) : new DiTMoSTransformer(stage);
    }

    /// <summary>The stage that a text holds; each text object is read once.</summary>
    public static SavedModel Of(string text) => Known.GetValue(text, StageText.ReadModel);

    /// <summary>The text object behind a value, without copying where there is one.</summary>
    public static string TextOf(ReadOnlyMemory<char> value) =>
        MemoryMarshal.TryGetString(value, out string? text, out int start, out int length) && start == 0 && length == text.Length ? text : value.ToString();
}
