using System.Text.Json;
using DiTMoS.Data;

namespace DiTMoS.Networks;

/// <summary>One network that stands alone, such as the strong model, with what is needed to use it.</summary>
public sealed class NetworkFile
{
    private const string Kind = "network";

    /// <summary>Holds a network.</summary>
    /// <param name="network">The network; it reads nothing but the window.</param>
    /// <exception cref="OptionException">The network reads features of another.</exception>
    public NetworkFile(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        ModelChecks.Require(network.Spec.AggregatedChannels.All(channels => channels == 0), "network", "must read nothing but the window", "aggregated channels");
        Network = network;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The K class names, in the order of the outputs.</summary>
    /// <exception cref="OptionException">They are not K different names.</exception>
    public required IReadOnlyList<string> ClassNames
    {
        get;
        init => field = ModelChecks.Names(value, Network.Spec.Outputs, "class names");
    }

    /// <summary>What is done to each channel before the network sees it.</summary>
    /// <exception cref="OptionException">It is not for C channels, or not finite.</exception>
    public required ChannelNormalization Normalization
    {
        get;
        init => field = ModelChecks.Normalization(value, Network.Spec.Channels);
    }

    /// <summary>How the network came about; null where not recorded.</summary>
    /// <exception cref="OptionException">It holds something that cannot be stored, such as a figure that is not finite.</exception>
    public TrainingRecord? Record
    {
        get;
        init
        {
            value?.Check();
            field = value;
        }
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no single network, was altered, or is of a newer version.</exception>
    public static NetworkFile Load(string path) => FromArchive(TensorArchive.Load(path, Kind));

    /// <summary>Reads a network from a stream, to the stream's end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, holds no single network, was altered, or is of a newer version.</exception>
    public static NetworkFile Load(Stream stream, string name) => FromArchive(TensorArchive.Load(stream, name, Kind));

    /// <summary>Writes the network, whole or not at all; a file that was there before is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">A weight is not finite, or the file cannot be written.</exception>
    public void Save(string path) => ToArchive().Save(path);

    /// <summary>Writes the network to a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="ModelFileException">A weight is not finite.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToArchive().ToBytes("(stream)"));
    }

    private static NetworkFile FromArchive(TensorArchive archive)
    {
        NetworkDocument document = archive.ReadDocument(ModelJson.Default.NetworkDocument);
        try
        {
            Network network = NetworkTensors.Take(archive, "", ModelChecks.Spec(document.Network));
            archive.RequireAllTaken();
            return new NetworkFile(network)
            {
                ClassNames = document.ClassNames,
                Normalization = document.Normalization.ToNormalization(),
                Record = document.Record,
            };
        }
        catch (Exception e) when (e is OptionException or ArgumentException)
        {
            throw ModelFileException.For(archive.File, "must hold a network whose parts fit together", e.Message.TrimEnd('.'), "Make the file again", e);
        }
    }

    private TensorArchive ToArchive()
    {
        var document = new NetworkDocument
        {
            Network = Network.Spec,
            ClassNames = ClassNames,
            Normalization = NormalizationDocument.Of(Normalization),
            Record = Record,
        };
        return new TensorArchive(
            Kind,
            JsonSerializer.SerializeToElement(document, ModelJson.Default.NetworkDocument),
            [.. NetworkTensors.Of(Network, "")]);
    }
}
