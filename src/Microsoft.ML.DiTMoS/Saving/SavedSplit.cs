using DiTMoS.Networks;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What a split was saved with.</summary>
/// <param name="FeatureColumnName">The features column.</param>
/// <param name="SubsetColumnName">The added column.</param>
/// <param name="WindowLength">Values per window.</param>
/// <param name="NumberOfClassifiers">Subsets.</param>
/// <param name="Strong">The strong model, where there is one.</param>
/// <param name="Epochs">The epochs of the stage.</param>
/// <param name="Subsets">The subsets of the windows that were trained on.</param>
internal sealed record SavedSplit(
    string FeatureColumnName,
    string SubsetColumnName,
    int WindowLength,
    int NumberOfClassifiers,
    NetworkFile? Strong,
    IReadOnlyList<EpochRecord> Epochs,
    SubsetTable Subsets)
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<string, SavedSplit> Known = [];

    /// <summary>The stage itself.</summary>
    /// <param name="context">What it is saved with again.</param>
    public DiTMoSSplitTransformer ToTransformer(MLContext context) =>
        new(context, FeatureColumnName, SubsetColumnName, WindowLength, NumberOfClassifiers, Strong, Epochs, Subsets);

    /// <summary>The split that a text holds; each text object is read once.</summary>
    public static SavedSplit Of(string text) => Known.GetValue(text, StageText.ReadSplit);
}
