using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>Something that happens to inputs when a model is used: a rate says how much of it, a seed to what. At rate 0 nothing
/// happens; with one seed, what a low rate hits a higher one hits too.</summary>
/// <param name="kind">Its name in <see cref="Kinds"/>.</param>
/// <param name="only">The modalities that it may touch; null for all.</param>
public abstract class Damage(string kind, IReadOnlyList<Modality>? only)
{
    /// <summary>The kinds by the name that the command line uses. A new kind is one class and one line here.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<Modality>?, Damage>> Kinds { get; } =
        new OrderedDictionary<string, Func<IReadOnlyList<Modality>?, Damage>>
        {
            ["missing"] = only => new MissingSteps(only),
            ["whole"] = only => new MissingModality(only),
            ["noise"] = only => new Noise(only),
            ["words"] = only => new MissingWords(only),
            ["slips"] = only => new Slips(only),
            ["order"] = only => new ReversedOrder(only),
        };

    /// <summary>The kind, and the modalities if they are not all: <c>noise:audio</c>.</summary>
    public string Name => only is null ? kind : $"{kind}:{string.Join('+', only).ToLowerInvariant()}";

    /// <summary>Reads a name such as <c>missing</c>, <c>whole:text</c> or <c>noise:audio+vision</c>.</summary>
    /// <exception cref="InputException">The kind or a modality does not exist.</exception>
    public static Damage Parse(string name)
    {
        string[] parts = name.Split(':', 2);
        if (!Kinds.TryGetValue(parts[0], out var kind))
            throw new InputException($"damage '{name}' does not exist: use {string.Join(", ", Kinds.Keys)}, alone or with modalities "
                + "such as whole:text or noise:audio+vision");
        return kind(parts.Length == 1 ? null : Runs.RunConfig.ParseOrder(parts[1].Replace('+', ',')));
    }

    /// <summary>Everything that can happen to some inputs: each kind that reaches them, and each of several modalities missing as
    /// a whole.</summary>
    public static IReadOnlyList<Damage> AllFor(CleanInputs inputs)
    {
        IEnumerable<Damage> Of(string kind) => kind == "whole" && inputs.Order.Count > 1
            ? inputs.Order.Select(m => Kinds[kind]([m]))
            : [Kinds[kind](null)];
        return [.. Kinds.Keys.SelectMany(Of).Where(d => d.Reaches(inputs).Count > 0)];
    }

    /// <summary>The modalities of some inputs that it changes; none if it can do nothing to them.</summary>
    public IReadOnlyList<Modality> Reaches(CleanInputs inputs) =>
        [.. inputs.Order.Where(m => (only?.Contains(m) ?? true) && CanReach(inputs, m))];

    /// <summary>Damages the inputs.</summary>
    /// <param name="inputs">The clean inputs, which stay as they are.</param>
    /// <param name="rate">How much, in (0, 1].</param>
    /// <param name="seed">The same seed damages the same.</param>
    /// <param name="stop">Stops encoding.</param>
    public abstract Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default);

    /// <summary>Whether it can change a modality of some inputs.</summary>
    protected abstract bool CanReach(CleanInputs inputs, Modality modality);
}
