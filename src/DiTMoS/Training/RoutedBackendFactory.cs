using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>Makes the backend of one phase.</summary>
/// <param name="networks">Selector first; the classifiers are all of one shape.</param>
/// <param name="optimization">How weights move, and the largest batch.</param>
/// <param name="heads">Dropout draws of each classifier per pass.</param>
/// <param name="featureGradients">Whether gradients can flow from the classifiers into the selector's features.</param>
/// <param name="team">The threads; not disposed by the backend.</param>
/// <param name="averages">Averages to move after each step, selector's first.</param>
internal delegate IRoutedBackend RoutedBackendFactory(
    IReadOnlyList<Network> networks,
    OptimizationOptions optimization,
    int heads,
    bool featureGradients,
    ThreadTeam team,
    IReadOnlyList<WeightAverage> averages);
