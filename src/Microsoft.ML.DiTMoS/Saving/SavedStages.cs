using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>Puts stages back in the place of the chains that they were saved as.</summary>
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

    // A chain does not show the scopes of its parts, but which of them take part in one.
    private static TransformerScope ScopeOf(TransformerChain<ITransformer> chain, ITransformer part) =>
        Scopes.Where(scope => chain.GetModelFor(scope).Contains(part)).Aggregate(TransformerScope.None, (all, scope) => all | scope);
}
