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

    /// <summary>For each training row its subset, once the split is done.</summary>
    public IReadOnlyList<int> Subsets => _subsets;

    /// <summary>The strong model, where one is trained or given.</summary>
    public Network? Strong { get; private set; }

    /// <summary>A whole training, from the split to the aggregation.</summary>
    public static TrainingPlan ForNewModel(TrainingContext context)
    {
        var plan = new TrainingPlan(context);
        plan.AddStrong();
        plan.AddSplitting();
        plan.AddRouted();
        TrainingOptions options = context.Options;
        if (options.Aggregation.AfterTraining && (options.Networks.FeatureAggregation || options.Networks.SharedBase))
        {
            plan.AddWidening(plan.Networks, plan.CreateNetworks(options.Networks, "aggregated."));
        }

        return plan;
    }

    /// <summary>Stage 1 alone: the strong model, where one is needed, and the split.</summary>
    public static TrainingPlan ForSplit(TrainingContext context)
    {
        var plan = new TrainingPlan(context);
        plan.AddStrong();
        plan.AddSplitting();
        return plan;
    }

    /// <summary>Stage 2 alone: selector and classifiers on subsets that are there already.</summary>
    public static TrainingPlan ForSubsets(TrainingContext context, IReadOnlyList<int> subsets)
    {
        var plan = new TrainingPlan(context) { Strong = context.Options.StrongModel?.Network };
        for (int i = 0; i < subsets.Count; i++)
        {
            plan._subsets[i] = subsets[i];
        }

        plan.AddRouted();
        return plan;
    }

    /// <summary>Stage 3 alone: widening of a trained model by what the options ask for and it lacks, and fine-tuning.</summary>
    public static TrainingPlan ForAggregation(TrainingContext context, DiTMoSModel model)
    {
        var plan = new TrainingPlan(context) { Strong = context.Options.StrongModel?.Network };
        NetworkOptions shapes = context.Options.Networks;
        IReadOnlyList<Network> wide = Widening.Widen(model, shapes.FeatureAggregation, shapes.SharedBase);
        plan.AddWidening([model.Selector, .. model.Classifiers], plan.Register(wide, "aggregated."));
        return plan;
    }

    /// <summary>Fine-tuning of a trained model on the context's windows.</summary>
    public static TrainingPlan ForFineTuning(TrainingContext context, DiTMoSModel model)
    {
        var plan = new TrainingPlan(context);
        NetworkOptions shapes = context.Options.Networks;
        bool widens = context.Options.Aggregation.AfterTraining;
        IReadOnlyList<Network> networks = Widening.Widen(model, widens && shapes.FeatureAggregation, widens && shapes.SharedBase);
        plan.Networks = plan.Register(networks, "");
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

    private void AddSplitting() =>
        _phases.Add(new SplittingPhase(_context, _subsets, _options.Splitting.Strategy == SplittingStrategy.StrongFeatures ? Strong : null));

    private void AddRouted()
    {
        NetworkOptions shapes = _options.Aggregation.AfterTraining
            ? _options.Networks with { FeatureAggregation = false, SharedBase = false }
            : _options.Networks;
        Networks = CreateNetworks(shapes, "");
        if (_options.Pretraining.ClassifierEpochs > 0)
        {
            _phases.Add(new ClassifierPretrainingPhase(_context, State, Networks, _subsets, _options.Pretraining));
        }

        if (_options.Pretraining.SelectorEpochs > 0)
        {
            _phases.Add(new SelectorPretrainingPhase(_context, State, Networks, _options.Pretraining, _options.Adversarial));
        }

        AddMain("adversarial training", "joint training", _options.Adversarial, _options.Joint);
    }

    private void AddWidening(IReadOnlyList<Network> narrow, IReadOnlyList<Network> wide)
    {
        Networks = wide;
        _phases.Add(new WideningPhase(narrow, wide));
        AddFineTuning();
    }

    private Network[] Register(IReadOnlyList<Network> networks, string prefix) =>
        [.. networks.Select((n, i) => State.Add(i == 0 ? $"{prefix}selector" : $"{prefix}classifier{i - 1}", n))];

    private Network[] CreateNetworks(NetworkOptions shapes, string prefix)
    {
        int classifiers = _options.NumberOfClassifiers;
        var networks = new Network[classifiers + 1];
        networks[0] = new Network(PublishedNetworks.Selector(_context.Channels, _context.Length, shapes.SelectorOutputs(classifiers, _context.Classes), shapes));
        networks[0].Initialize(new SeededRandom(_options.Seed, "selector"));
        for (int i = 0; i < classifiers; i++)
        {
            networks[i + 1] = new Network(PublishedNetworks.Classifier(_context.Channels, _context.Length, _context.Classes, shapes));
            networks[i + 1].Initialize(new SeededRandom(_options.Seed, "classifier", i));
        }

        return Register(networks, prefix);
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
