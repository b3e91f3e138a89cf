namespace DiTMoS.Networks;

/// <summary>Networks as tensors of an archive.</summary>
internal static class NetworkTensors
{
    /// <summary>All tensors of a network, called <c>prefix/name</c>; an empty prefix stands for none.</summary>
    public static IEnumerable<ArchiveTensor> Of(Network network, string prefix) =>
        network.Table.Entries.Select(entry => ArchiveTensor.Of<float>(NameOf(prefix, entry), entry.Shape, network[entry.Name]));

    /// <summary>Takes a network's tensors out of an archive.</summary>
    /// <exception cref="ModelFileException">A tensor is missing or of another shape, or a running variance is negative.</exception>
    /// <exception cref="OptionException">The shape cannot be computed.</exception>
    public static Network Take(TensorArchive archive, string prefix, NetworkSpec spec)
    {
        spec.Check();
        var table = new ParameterTable(spec);

        // All tensors before the network: what the file holds bounds what is allocated.
        List<ArchiveTensor> tensors = [.. table.Entries.Select(entry => archive.Take(NameOf(prefix, entry), TensorType.Float32, entry.Shape))];
        var network = new Network(spec);
        foreach ((ParameterEntry entry, ArchiveTensor tensor) in table.Entries.Zip(tensors))
        {
            float[] values = tensor.ToArray<float>();
            if (entry.Name.EndsWith(".running_var", StringComparison.Ordinal) && values.Any(v => v < 0))
            {
                throw ModelFileException.For(
                    archive.File,
                    $"tensor '{tensor.Name}' must hold variances, at least 0",
                    FormattableString.Invariant($"{values.Min()}"),
                    "Make the file again");
            }

            values.CopyTo(network[entry.Name]);
        }

        return network;
    }

    private static string NameOf(string prefix, ParameterEntry entry) => prefix.Length == 0 ? entry.Name : $"{prefix}/{entry.Name}";
}
