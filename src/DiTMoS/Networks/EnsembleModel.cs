using System.Globalization;
using System.Text.Json;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Networks of one shape that all see a window and whose probabilities are averaged; with one member, a plain single classifier.</summary>
public sealed class EnsembleModel : WindowModel
{
    /// <summary>What its archives are called.</summary>
    internal const string Kind = "ensemble";

    /// <summary>Puts networks together.</summary>
    /// <param name="members">The networks, at least one, all of one shape with K outputs, at least 2; they read nothing but the window.</param>
    /// <exception cref="OptionException">The networks do not fit together; the message names what does not.</exception>
    public EnsembleModel(IReadOnlyList<Network> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Members = members.ToArray().AsReadOnly();
        CheckMembers();
    }

    /// <summary>The networks whose probabilities are averaged.</summary>
    public IReadOnlyList<Network> Members { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Network> Networks => Members;

    /// <inheritdoc/>
    public override int Classes => Members[0].Spec.Outputs;

    /// <summary>Multiplications of one inference: those of all members.</summary>
    public override long MacsPerInference => Members.Sum(member => member.Spec.Macs);

    /// <summary>Reads an ensemble.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no ensemble, was altered, or is of a newer version.</exception>
    public static new EnsembleModel Load(string path) => FromArchive(TensorArchive.Load(path, Kind));

    /// <summary>Reads an ensemble from a stream, to the stream's end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, holds no ensemble, was altered, or is of a newer version.</exception>
    public static new EnsembleModel Load(Stream stream, string name) => FromArchive(TensorArchive.Load(stream, name, Kind));

    /// <summary>The ensemble of an archive of the kind <see cref="Kind"/>.</summary>
    internal static EnsembleModel FromArchive(TensorArchive archive)
    {
        EnsembleDocument document = archive.ReadDocument(ModelJson.Default.EnsembleDocument);
        try
        {
            ModelChecks.Require(document.Members.Count > 0, "members", "must be at least 1", "0");
            Network[] members = [.. document.Members.Select((spec, i) => NetworkTensors.Take(archive, MemberPrefix(i), ModelChecks.Spec(spec)))];
            float[] windows = TakeWindows(archive, members[0].Spec);
            archive.RequireAllTaken();
            return new EnsembleModel(members)
            {
                ClassNames = document.ClassNames,
                ChannelNames = document.ChannelNames,
                SampleRateHz = document.SampleRateHz,
                Normalization = document.Normalization.ToNormalization(),
                FrontEnd = document.FrontEnd,
                Temperature = document.Temperature,
                Record = document.Record,
                ValidationWindows = windows,
            };
        }
        catch (Exception e) when (e is OptionException or ArgumentException)
        {
            throw ModelFileException.For(archive.File, "must hold a model whose parts fit together", e.Message.TrimEnd('.'), "Make the file again", e);
        }
    }

    /// <summary>The only member as a network that stands alone, such as a strong model to learn from; it shares its weights.</summary>
    /// <exception cref="OptionException">There are several members.</exception>
    public NetworkFile ToNetworkFile()
    {
        ModelChecks.Require(Members.Count == 1, "members", "must be 1 to stand alone", $"{Members.Count}");
        return new NetworkFile(Members[0]) { ClassNames = ClassNames, Normalization = Normalization, Record = Record };
    }

    internal override RoutedScores Score(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows, ThreadTeam team)
    {
        float[][] logits = [.. Members.Select(member => new NetworkScorer(member, team).Logits(samples, rows))];
        var mean = new ProbabilityMean(Members.Count, Classes, Temperature);
        var scores = new float[rows.Length * Classes];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int m = 0; m < logits.Length; m++)
            {
                logits[m].AsSpan(i * Classes, Classes).CopyTo(mean.Logits(m));
            }

            mean.CopyTo(scores.AsSpan(i * Classes, Classes));
        }

        return new RoutedScores { Count = rows.Length, Classifiers = 1, Classes = Classes, RoutingLogits = new float[rows.Length], ClassifierLogits = scores };
    }

    internal override ModelPass CreatePass() => new EnsembleModelPass(this);

    private protected override TensorArchive ToArchive()
    {
        var document = new EnsembleDocument
        {
            Members = [.. Members.Select(member => member.Spec)],
            ClassNames = ClassNames,
            ChannelNames = ChannelNames,
            SampleRateHz = SampleRateHz,
            Normalization = NormalizationDocument.Of(Normalization),
            FrontEnd = FrontEnd,
            Temperature = Temperature,
            Record = Record,
        };
        return new TensorArchive(
            Kind,
            JsonSerializer.SerializeToElement(document, ModelJson.Default.EnsembleDocument),
            [.. Members.SelectMany((member, i) => NetworkTensors.Of(member, MemberPrefix(i))), .. WindowTensors()]);
    }

    private static string MemberPrefix(int index) => string.Create(CultureInfo.InvariantCulture, $"member{index}");

    private void CheckMembers()
    {
        ModelChecks.Require(Members.Count >= 1, "members", "must be at least 1", "0");
        for (int i = 1; i < Members.Count; i++)
        {
            ModelChecks.Require(
                Members[i].Spec.HasShapeOf(Members[0].Spec),
                $"member {i}",
                "must have the shape of member 0",
                $"{Members[i].Table.ValueCount} values against {Members[0].Table.ValueCount}, or other layers");
        }

        ModelChecks.Require(Members[0].Spec.Outputs >= 2, "members", "must have at least 2 outputs", $"{Members[0].Spec.Outputs}");
        ModelChecks.Require(Members[0].Spec.AggregatedChannels.All(channels => channels == 0), "members", "must read nothing but the window", "aggregated channels");
    }
}
