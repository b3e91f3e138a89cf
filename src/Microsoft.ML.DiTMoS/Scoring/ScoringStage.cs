using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>What the transformers that score have in common: binding to rows, lazy views, saving.</summary>
/// <param name="context">What the stage is saved with.</param>
/// <param name="saved">The model and the columns.</param>
/// <param name="featureType">The type of the features column that the model was trained on.</param>
internal sealed class ScoringStage(MLContext context, SavedModel saved, VectorDataViewType featureType)
{
    private readonly Lazy<string> _text = new(() => StageText.Write(saved));

    public MLContext Context => context;

    public SavedModel Saved => saved;

    public VectorDataViewType FeatureType => featureType;

    public int WindowLength => saved.Model.Channels * saved.Model.Length;

    /// <summary>Classifiers to choose from; 1 for an ensemble, which answers as one.</summary>
    public int Classifiers => saved.Classifiers;

    /// <summary>The stage as text: what an annotation and a file hold of it.</summary>
    public string ToText() => _text.Value;

    /// <summary>Binds to the columns of an input.</summary>
    public ScoreMapper Bind(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoreMapper(this, input);
    }

    /// <summary>A lazy view with the scores behind the columns of the input.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ScoreMapper mapper = Bind(input.Schema);
        return new MappedView(input, mapper, (cursor, active) => mapper.NeedsScores(active)
            ? new ScoreCursor(mapper, cursor, active)
            : new PassingCursor(cursor, new ScoreRow(mapper, cursor, active)));
    }

    /// <summary>Saves the stage as a chain that ML.NET can load.</summary>
    public void Save(ModelSaveContext target) => ((ICanSaveModel)ScoreSurrogate.Create(this)).Save(target);
}
