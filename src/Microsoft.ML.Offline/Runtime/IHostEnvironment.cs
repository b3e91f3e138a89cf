namespace Microsoft.ML.Runtime;

/// <summary>Where components live: it has the log and the randomness.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    /// <summary>The host of a component.</summary>
    /// <param name="name">The name of the component, which its messages carry.</param>
    /// <param name="seed">Seeds its randomness; null, the default, takes it from this environment.</param>
    /// <param name="verbose">Whether it says more.</param>
    IHost Register(string name, int? seed = null, bool? verbose = null);

    /// <summary>The components that models can be loaded with.</summary>
    ComponentCatalog ComponentCatalog { get; }
}
