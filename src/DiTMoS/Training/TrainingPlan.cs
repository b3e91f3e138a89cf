using System.Globalization;
using DiTMoS.Networks;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Aggregation;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Optimizers;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;

namespace DiTMoS.Training;

/// <summary>Which networks a run trains, and in which phases.</summary>
internal sealed class TrainingPlan
{
    /// <summary>What the strong model's training is called.</summary>
    public const string StrongStage = "strong model";

    private readonly TrainingContext _context;
    private readonly TrainingOptions _options;
    private readonly List<TrainingPhase> _phases = [];
    private readonly int[] _subsets;

    private TrainingPlan(TrainingContext context)
    {
        _context = context;
        _options = context.Options;
        _subsets = State.Add("subsets", new int[context.Train.Length]);
        Networks = [];
    }

    /// <summary>What changes during the run.</summary>
    public TrainingState State { get; } = new();

    /// <summary>The phases, in order.</summary>
    public IReadOnlyList<TrainingPhase> Phases => _phases;

    /// <summary>The networks that the run ends with, selector first.</summary>
    public IReadOnlyList<Network> Networks { get; private set; }

    /// <summary>The strong model, where one is trained or given.</summary>
    public Network? Strong { get; private set; }

    /// <summary>A whole training, from the split to the aggregation.</summary>
    public static TrainingPlan ForNewModel(TrainingContext context)
    {
        var plan = new TrainingPlan(context);
        TrainingOptions options = context.Options;
        plan.AddStrong();
        plan._phases.Add(new SplittingPhase(context, plan._subsets, options.Splitting.Strategy == SplittingStrategy.StrongFeatures ? plan.Strong : null));
        bool later = options.Aggregation.AfterTraining;
        NetworkOptions shapes = later ? options.Networks with { FeatureAggregation = false, SharedBase = false } : options.Networks;
        plan.Networks = plan.CreateNetworks(shapes, "");
        if (options.Pretraining.ClassifierEpochs > 0)
        {
            plan._phases.Add(new ClassifierPretrainingPhase(context, plan.State, plan.Networks, plan._subsets, options.Pretraining));
        }

        if (options.Pretraining.SelectorEpochs > 0)
        {
            plan._phases.Add(new SelectorPretrainingPhase(context, plan.State, plan.Networks, options.Pretraining, options.Adversarial));
        }

        plan.AddMain("adversarial training", "joint training", options.Adversarial, options.Joint);
        if (later && (options.Networks.FeatureAggregation || options.Networks.SharedBase))
        {
            IReadOnlyList<Network> narrow = plan.Networks;
            plan.Networks = plan.CreateNetworks(options.Networks, "aggregated.");
            plan._phases.Add(new WideningPhase(narrow, plan.Networks));
            plan.AddFineTuning();
        }

        return plan;
    }

    /// <summary>Fine-tuning of a trained model on the context's windows.</summary>
    public static TrainingPlan ForFineTuning(TrainingContext context, DiTMoSModel model)
    {
        var plan = new TrainingPlan(context);
        NetworkOptions shapes = context.Options.Networks;
        bool widens = context.Options.Aggregation.AfterTraining;
        IReadOnlyList<Network> networks = Widening.Widen(model, widens && shapes.FeatureAggregation, widens && shapes.SharedBase);
        plan.Networks = [.. networks.Select((n, i) => plan.State.Add(i == 0 ? "selector" : $"classifier{i - 1}", n))];
        plan.AddFineTuning();
        return plan;
    }

    private void AddStrong()
    {
        if (_options.StrongModel is { } given)
        {
            Strong = given.Network;
            return;
        }

        if (!_options.NeedsStrongModel)
        {
            return;
        }

        Strong = new Network(PublishedNetworks.Strong(_context.Channels, _context.Length, _context.Classes));
        Strong.Initialize(new SeededRandom(_options.Seed, "strong"));
        _phases.Add(new SingleNetworkPhase(StrongStage, _context, State, Strong, _options.Strong.Optimization, _options.Strong.Epochs));
    }

    private List<Network> CreateNetworks(NetworkOptions shapes, string prefix)
    {
        int classifiers = _options.NumberOfClassifiers;
        var selector = new Network(PublishedNetworks.Selector(_context.Channels, _context.Length, shapes.SelectorOutputs(classifiers, _context.Classes), shapes));
        selector.Initialize(new SeededRandom(_options.Seed, "selector"));
        var networks = new List<Network> { State.Add($"{prefix}selector", selector) };
        for (int i = 0; i < classifiers; i++)
        {
            var classifier = new Network(PublishedNetworks.Classifier(_context.Channels, _context.Length, _context.Classes, shapes));
            classifier.Initialize(new SeededRandom(_options.Seed, "classifier", i));
            networks.Add(State.Add($"{prefix}classifier{i}", classifier));
        }

        return networks;
    }

    private void AddMain(string alternating, string joint, AdversarialOptions adversarialOptions, JointOptions jointOptions)
    {
        CheckSharedBase(adversarialOptions, jointOptions);
        if (adversarialOptions.Iterations > 0)
        {
            _phases.Add(new AlternatingPhase(alternating, _context, State, Networks, adversarialOptions));
        }

        if (jointOptions.Epochs > 0)
        {
            _phases.Add(new JointPhase(joint, _context, State, Networks, _subsets, Strong, jointOptions));
        }
    }

    // Alternation asks of a classifier's own logits what inference asks of their sum with the base, and moves no base at all.
    private void CheckSharedBase(AdversarialOptions adversarialOptions, JointOptions jointOptions)
    {
        bool hasBase = Networks[0].Spec.Outputs > Networks.Count - 1;
        if (hasBase && (adversarialOptions.Iterations > 0 || jointOptions.Epochs == 0))
        {
            throw new OptionException(string.Create(
                CultureInfo.InvariantCulture,
                $"A model with a shared base (Networks.SharedBase) must be trained jointly: Joint.Epochs over 0 and Adversarial.Iterations 0. Got {_options.Joint.Epochs} and {_options.Adversarial.Iterations}: take the preset Default, set these two, or train a model without a shared base."));
        }
    }

    // The last stage of the recipe goes on, with smaller steps.
    private void AddFineTuning()
    {
        FineTuningOptions tuning = _options.FineTuning;
        OptimizationOptions Slower(OptimizationOptions o) => o with { LearningRate = o.LearningRate * tuning.Rate };
        AdversarialOptions adversarial = _options.Adversarial;
        if (_options.Joint.Epochs > 0)
        {
            AddMain("", "fine-tuning", adversarial with { Iterations = 0 }, _options.Joint with { Epochs = tuning.Epochs, Optimization = Slower(_options.Joint.Optimization), GuidanceEpochs = 0 });
            return;
        }

        int perIteration = Math.Max(1, adversarial.SelectorEpochs + adversarial.ClassifierEpochs);
        AddMain("fine-tuning", "", adversarial with { Iterations = (tuning.Epochs + perIteration - 1) / perIteration, Optimization = Slower(adversarial.Optimization) }, _options.Joint);
    }
}
