namespace Microsoft.ML.Transforms;

/// <summary>Gives the code of a custom mapping when a model that holds it is loaded.</summary>
/// <typeparam name="TSrc">The class of what the code reads.</typeparam>
/// <typeparam name="TDst">The class of what it fills.</typeparam>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>For deriving classes.</summary>
    protected CustomMappingFactory()
    {
    }

    /// <summary>The code.</summary>
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.Create(string contract) => new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contract, null, null);
}
