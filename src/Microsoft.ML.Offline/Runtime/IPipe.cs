namespace Microsoft.ML.Runtime;

/// <summary>A way for messages.</summary>
/// <typeparam name="TMessage">The kind of messages.</typeparam>
public interface IPipe<TMessage> : IExceptionContext, IDisposable
{
    /// <summary>Sends a message.</summary>
    void Send(TMessage msg);
}
