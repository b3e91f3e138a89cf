using System.Globalization;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training;

/// <summary>The engine computes what the authors' implementation computes: forward passes, losses, gradients and steps.</summary>
public sealed class GoldenTests : IDisposable
{
    private const float Forward = 1e-5f;
    private const float Trained = 1e-4f;

    private readonly GoldenCase _golden = GoldenCase.Load();
    private readonly ThreadTeam _team = new(2);

    private int Steps => _golden.Shape("x")[0];

    private int Batch => _golden.Shape("x")[1];

    private int Channels => _golden.Shape("x")[2];

    private int Length => _golden.Shape("x")[3];

    private int Classifiers => _golden.Names.Count(n => n.StartsWith("init/classifier", StringComparison.Ordinal) && n.EndsWith("/fc2.0.bias", StringComparison.Ordinal));

    private int Classes => _golden.Shape("init/classifier0/fc2.0.bias")[0];

    public void Dispose() => _team.Dispose();

    [Fact]
    public void EvaluationForward_OfSelectorAndClassifiers_MatchesReference()
    {
        RoutedNetworks networks = Networks("init/");

        networks.Load(_golden.Floats("x"), Rows(0), null);
        networks.ForwardSelector(default);
        networks.ForwardClassifiers(default);

        _golden.AssertClose("eval/selector_logits", networks.SelectorLogits, Forward);
        for (int i = 0; i < Classifiers; i++)
        {
            _golden.AssertClose($"eval/classifier{i}_logits", networks.ClassifierLogits(i), Forward);
        }
    }

    [Fact]
    public void EvaluationForward_OfBlocks_MatchesReference()
    {
        Network selector = Selector();
        _golden.Fill(selector, "init/selector/", TinyName);
        var pass = new NetworkPass(selector, Batch, gradients: false);

        pass.Forward(LoadBatch(0), training: false, null);

        _golden.AssertClose("eval/selector_block1", Windows(pass.BlockOutput(0)), Forward);
        _golden.AssertClose("eval/selector_block2", Windows(pass.BlockOutput(1)), Forward);
    }

    [Fact]
    public void EvaluationForward_OfStrongModel_MatchesReference()
    {
        Network strong = Strong();
        var pass = new NetworkPass(strong, Batch, gradients: false);

        pass.Forward(LoadBatch(0), training: false, null, team: _team);

        _golden.AssertClose("eval/strong_features", Windows(pass.BlockOutput(5)), Forward);
        _golden.AssertClose("eval/strong_logits", pass.Logits(), Forward);
    }

    [Fact]
    public void SelectorSteps_WithFrozenClassifiers_MatchReference()
    {
        RoutedNetworks networks = Networks("init/");
        var objectives = new PublishedObjectives(Batch, Classifiers, Classes);
        var losses = new float[Steps];

        for (int s = 0; s < Steps; s++)
        {
            networks.Load(_golden.Floats("x"), Rows(s), null);
            networks.ForwardSelector(new PassMode(Training: true));
            networks.ForwardClassifiers(default);
            losses[s] = objectives.Selector(networks, Labels(s), AdversarialOptions.AsPublished);
            networks.StepSelector(0.001f, withFeatureGradients: false);
            if (s == 0)
            {
                AssertGradients("selector_step0/grad/", networks.Selector, networks.SelectorValueGradients);
            }
        }

        _golden.AssertClose("selector_steps/loss", losses, Trained);
        AssertState("selector_steps/final/", networks.Selector, TinyName);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ClassifierSteps_WithFrozenSelector_MatchReference(bool separateDropoutDraws)
    {
        AdversarialOptions options = AdversarialOptions.AsPublished with { SeparateDropoutDraws = separateDropoutDraws };
        RoutedNetworks networks = Networks("init/", heads: separateDropoutDraws ? 3 : 1);
        _golden.Fill(networks.Selector, "selector_steps/final/", TinyName);
        var objectives = new PublishedObjectives(Batch, Classifiers, Classes);
        var components = new float[Steps, Classifiers, 5];
        var parts = new float[Classifiers * 4];

        for (int s = 0; s < Steps; s++)
        {
            networks.Load(_golden.Floats("x"), Rows(s), null);
            networks.ForwardSelector(default);
            networks.ForwardClassifiers(new PassMode(Training: true, StatisticsUpdates: 3));
            objectives.Judge(networks, Labels(s));
            objectives.Classifiers(networks, Labels(s), options, parts);
            AssertRoutes(s, networks.SelectorLogits);
            networks.StepClassifiers(0.01f);
            for (int i = 0; i < Classifiers; i++)
            {
                ReadOnlySpan<float> p = parts.AsSpan(i * 4, 4);
                (components[s, i, 0], components[s, i, 1], components[s, i, 2], components[s, i, 3]) = (p[0], p[1], p[2], p[3]);
                components[s, i, 4] = p[0] + (0.1f * p[1]) + (0.1f * p[2]) + (0.03f * p[3]);
                if (s == 0)
                {
                    AssertGradients($"classifier_step0/grad/classifier{i}/", networks.Classifiers[i], networks.ClassifierValueGradients(i));
                }
            }
        }

        _golden.AssertClose("classifier_steps/components", [.. components.Cast<float>()], Trained);
        for (int i = 0; i < Classifiers; i++)
        {
            AssertState($"classifier_steps/final/classifier{i}/", networks.Classifiers[i], TinyName);
        }
    }

    [Fact]
    public void StrongSteps_MatchReference()
    {
        Network strong = Strong();
        var pass = new NetworkPass(strong, Batch, gradients: true);
        var optimizer = new StochasticGradientDescent(strong.Values.Length, 0.9f, nesterov: true, 1e-4f);
        var losses = new float[Steps];

        for (int s = 0; s < Steps; s++)
        {
            LaneBatch batch = LoadBatch(s);
            pass.Forward(batch, training: true, null, team: _team);
            pass.LogitGradients().Clear();
            int[] labels = Labels(s);
            for (int b = 0; b < Batch; b++)
            {
                losses[s] += SoftmaxLosses.CrossEntropy(pass.Logits().Slice(b * Classes, Classes), labels[b], 1f / Batch, 0, pass.LogitGradients().Slice(b * Classes, Classes)) / Batch;
            }

            pass.Backward(team: _team);
            optimizer.Step(strong.Values, pass.Gradients, 0.005f);
        }

        _golden.AssertClose("strong_steps/loss", losses, Trained);
        AssertState("strong_steps/final/", strong, StrongName);
    }

    // A norm takes away every constant that the layer in front of it adds.
    private static bool IsZeroUpToRounding(string name) => name == "input.norm.bias" || name.EndsWith(".conv.bias", StringComparison.Ordinal);

    private static string TinyName(string name)
    {
        string[] parts = name.Split('.', 3);
        return (parts[0], parts[1]) switch
        {
            ("input", "norm") => $"layer_1.0.{parts[2]}",
            ("block1", "conv") => $"layer_1.1.{parts[2]}",
            ("block1", "norm") => $"layer_1.2.{parts[2]}",
            ("block2", "conv") => $"layer_2.0.{parts[2]}",
            ("block2", "norm") => $"layer_2.1.{parts[2]}",
            ("block3", "conv") => $"layer_3.0.{parts[2]}",
            ("block3", "norm") => $"layer_3.1.{parts[2]}",
            ("hidden", var kind) => $"fc1.0.{kind}",
            ("output", var kind) => $"fc2.0.{kind}",
            _ => throw new ArgumentException($"No reference name for '{name}'.", nameof(name)),
        };
    }

    private static string StrongName(string name)
    {
        int[] convolutions = [1, 4, 8, 11, 15, 18];
        string[] parts = name.Split('.', 3);
        return parts[0] switch
        {
            "input" => $"features.0.{parts[2]}",
            "hidden" => $"fc1.0.{parts[1]}",
            "output" => $"fc2.0.{parts[1]}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"features.{convolutions[parts[0][^1] - '1'] + (parts[1] == "norm" ? 1 : 0)}.{parts[2]}"),
        };
    }

    private int[] Rows(int step) => [.. Enumerable.Range(step * Batch, Batch)];

    private int[] Labels(int step) => _golden.Integers("y")[(step * Batch)..((step + 1) * Batch)];

    private float[] Windows(LaneTensor tensor)
    {
        var values = new List<float>();
        for (int n = 0; n < Batch; n++)               // the last lanes may be empty
        {
            for (int c = 0; c < tensor.Channels; c++)
            {
                for (int t = 0; t < tensor.Length; t++)
                {
                    values.Add(LaneTensors.Read(tensor, n, c, t));
                }
            }
        }

        return [.. values];
    }

    private LaneBatch LoadBatch(int step)
    {
        var batch = new LaneBatch(Batch, Channels, Length);
        batch.Load(_golden.Floats("x"), Rows(step));
        batch.Standardise();
        return batch;
    }

    private RoutedNetworks Networks(string prefix, int heads = 1)
    {
        Network selector = Selector();
        _golden.Fill(selector, prefix + "selector/", TinyName);
        var classifiers = new Network[Classifiers];
        for (int i = 0; i < classifiers.Length; i++)
        {
            classifiers[i] = new Network(TinySpec("classifier", $"init/classifier{i}/", [0, 8, 8]));
            _golden.Fill(classifiers[i], $"{prefix}classifier{i}/", TinyName);
        }

        return new RoutedNetworks(selector, classifiers, Batch, heads, featureGradients: false, n => new StochasticGradientDescent(n, 0.9f, nesterov: true, 1e-4f), _team);
    }

    private Network Selector() => new(TinySpec("selector", "init/selector/", [0, 0, 0]));

    // The shapes come from the tensors, so that any reference case of this form can be read.
    private NetworkSpec TinySpec(string name, string prefix, int[] aggregated)
    {
        var blocks = new List<BlockSpec>();
        foreach (string layer in new[] { "layer_1.1", "layer_2.0", "layer_3.0" })
        {
            int[] shape = _golden.Shape($"{prefix}{layer}.weight");
            blocks.Add(new BlockSpec(shape[0], shape[2]));
        }

        return new NetworkSpec
        {
            Name = name,
            Channels = Channels,
            Length = Length,
            Blocks = blocks,
            AggregatedChannels = aggregated[1] == 0 ? [0, 0, 0] : [0, blocks[0].OutputChannels, blocks[1].OutputChannels],
            HiddenUnits = _golden.Shape($"{prefix}fc1.0.bias")[0],
            Outputs = _golden.Shape($"{prefix}fc2.0.bias")[0],
            Dropout = 0,
        };
    }

    private Network Strong()
    {
        var blocks = new List<BlockSpec>();
        int[] convolutions = [1, 4, 8, 11, 15, 18];
        foreach (int index in convolutions)
        {
            int[] shape = _golden.Shape(string.Create(CultureInfo.InvariantCulture, $"init/strong/features.{index}.weight"));
            blocks.Add(new BlockSpec(shape[0], shape[2], Padding: 1, Pool: blocks.Count % 2 == 1 ? 2 : 1));
        }

        var strong = new Network(new NetworkSpec
        {
            Name = "strong",
            Channels = Channels,
            Length = Length,
            Blocks = blocks,
            AggregatedChannels = [0, 0, 0, 0, 0, 0],
            HiddenUnits = _golden.Shape("init/strong/fc1.0.bias")[0],
            Outputs = Classes,
            Dropout = 0,
        });
        _golden.Fill(strong, "init/strong/", StrongName);
        return strong;
    }

    private void AssertRoutes(int step, ReadOnlySpan<float> logits)
    {
        int[] chosen = _golden.Integers(string.Create(CultureInfo.InvariantCulture, $"classifier_steps/chosen/{step}"));
        for (int b = 0; b < Batch; b++)
        {
            float[] row = logits.Slice(b * Classifiers, Classifiers).ToArray();
            Assert.Equal(chosen[b], Array.IndexOf(row, row.Max()));
        }
    }

    private void AssertGradients(string prefix, Network network, ReadOnlySpan<float> gradients)
    {
        foreach (ParameterEntry entry in network.Table.Entries.Where(e => !e.IsStatistic))
        {
            ReadOnlySpan<float> actual = gradients.Slice(entry.Offset, entry.Count);
            if (IsZeroUpToRounding(entry.Name))
            {
                // What the reference holds here is the rounding of sums whose terms are as large as the layer's other gradients.
                float scale = _golden.Floats(prefix + TinyName(entry.Name.Replace("bias", "weight", StringComparison.Ordinal))).Max(MathF.Abs);
                float[] expected = _golden.Floats(prefix + TinyName(entry.Name));
                Assert.All(expected, v => Assert.InRange(v, -1e-6f - (Trained * scale), 1e-6f + (Trained * scale)));
                Assert.All(actual.ToArray(), v => Assert.InRange(v, -1e-6f, 1e-6f));
                continue;
            }

            _golden.AssertClose(prefix + TinyName(entry.Name), actual, Trained);
        }
    }

    private void AssertState(string prefix, Network network, Func<string, string> originalName)
    {
        foreach (ParameterEntry entry in network.Table.Entries)
        {
            _golden.AssertClose(prefix + originalName(entry.Name), network[entry.Name], Trained);
        }
    }
}
