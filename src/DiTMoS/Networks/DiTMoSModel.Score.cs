using DiTMoS.Kernels;

namespace DiTMoS.Networks;

public sealed partial class DiTMoSModel
{
    internal override RoutedScores Score(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows, ThreadTeam team) =>
        new RoutedScorer(Selector, Classifiers, team).Score(samples, rows);

    internal override ModelPass CreatePass() => new RoutedModelPass(this);
}
