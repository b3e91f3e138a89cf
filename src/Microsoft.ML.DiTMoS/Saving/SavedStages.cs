using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>Finds stages in transformers, fitted or loaded, and puts them back in the place of the chains that they were saved as.</summary>
internal static class SavedStages
{
    private static readonly TransformerScope[] Scopes = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    /// <summary>What a loaded transformer was before it was saved; the transformer itself where no stage of ours is in it.</summary>
    /// <param name="transformer">The transformer or chain.</param>
    /// <param name="context">What the stages are saved with again.</param>
    public static ITransformer Restore(ITransformer transformer, MLContext context)
    {
        if (transformer is not TransformerChain<ITransformer> chain)
        {
            return transformer;                         // what ML.NET loads is such a chain, all the way down
        }

        ITransformer[] parts = [.. chain];
        if (StageChain.TextOf(parts) is { } text)
        {
            return StageText.IsModel(text) ? SavedModel.Of(text).ToTransformer(context) : SavedSplit.Of(text).ToTransformer(context);
        }

        ITransformer[] restored = [.. parts.Select(part => Restore(part, context))];
        return parts.SequenceEqual(restored) ? chain : new TransformerChain<ITransformer>(restored, parts.Select(part => ScopeOf(chain, part)));
    }

    /// <summary>The last stage that scores in a transformer or chain, fitted here or loaded from a file.</summary>
    /// <param name="transformer">The transformer or chain.</param>
    /// <exception cref="ArgumentException">There is none in it.</exception>
    public static SavedModel ModelIn(ITransformer transformer) =>
        Find(transformer)
            ?? throw new ArgumentException("There must be a DiTMoS model in the transformer, fitted by Trainers.DiTMoS or loaded from a file that holds one. Got none.", nameof(transformer));

    private static SavedModel? Find(ITransformer transformer) => transformer switch
    {
        DiTMoSTransformer ours => ours.Stage.Saved,
        DiTMoSBaselineTransformer ours => ours.Stage.Saved,
        IEnumerable<ITransformer> chain => chain.Reverse().Select(Find).FirstOrDefault(model => model is not null),
        _ => StageChain.TextOf(transformer) is { } text && StageText.IsModel(text) ? SavedModel.Of(text) : null,
    };

    // A chain does not show the scopes of its parts, but which of them take part in one.
    private static TransformerScope ScopeOf(TransformerChain<ITransformer> chain, ITransformer part) =>
        Scopes.Where(scope => chain.GetModelFor(scope).Contains(part)).Aggregate(TransformerScope.None, (all, scope) => all | scope);
}
