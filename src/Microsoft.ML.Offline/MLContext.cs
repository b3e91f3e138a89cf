namespace Microsoft.ML;

/// <summary>The start of all work: its catalogs make data, transforms and trainers.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly HostEnvironment _environment;

    /// <summary>A context.</summary>
    /// <param name="seed">Seeds all randomness; null, the default, makes every run different.</param>
    public MLContext(int? seed = null)
    {
        _environment = new HostEnvironment(seed, (source, message) => Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source)));
        Data = new(_environment);
        Transforms = new(_environment);
        MulticlassClassification = new(_environment);
        Model = new(_environment);
    }

    /// <summary>Raised for every message of a component.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    /// <summary>Loading and filtering of data.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>Transforms of columns.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>Training and evaluation of classifiers.</summary>
    public MulticlassClassificationCatalog MulticlassClassification { get; }

    /// <summary>Saving, loading and use of models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>The components that models can be loaded with.</summary>
    public ComponentCatalog ComponentCatalog => _environment.ComponentCatalog;

    string IExceptionContext.ContextDescription => _environment.ContextDescription;

    TException IExceptionContext.Process<TException>(TException ex) => _environment.Process(ex);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _environment.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _environment.Start(name);

    IPipe<TMessage> IChannelProvider.StartPipe<TMessage>(string name) => _environment.StartPipe<TMessage>(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => _environment.StartProgressChannel(name);
}
