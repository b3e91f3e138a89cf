namespace Microsoft.ML.Runtime;

/// <summary>Opens channels.</summary>
public interface IChannelProvider : IExceptionContext
{
    /// <summary>Opens a channel to the log.</summary>
    IChannel Start(string name);

    /// <summary>Opens a pipe.</summary>
    IPipe<TMessage> StartPipe<TMessage>(string name);
}
