using System.Text.Json.Nodes;

namespace MerClip.Sweeps;

/// <summary>What a setting is drawn from: a range, or a list.</summary>
public sealed record DrawnSetting
{
    /// <summary>The least number.</summary>
    public double? From { get; init; }

    /// <summary>The most.</summary>
    public double? To { get; init; }

    /// <summary>Whether each factor is as likely as each other, as for step sizes.</summary>
    public bool Log { get; init; }

    /// <summary>Whether only whole numbers are drawn.</summary>
    public bool Whole { get; init; }

    /// <summary>The values to draw from, instead of a range.</summary>
    public IReadOnlyList<JsonNode>? OneOf { get; init; }

    /// <summary>Draws a value.</summary>
    public JsonNode Next(Random random)
    {
        if (OneOf is not null) return OneOf[random.Next(OneOf.Count)].DeepClone();
        double share = random.NextDouble();
        double value = Log ? From!.Value * Math.Pow(To!.Value / From.Value, share) : From!.Value + share * (To!.Value - From.Value);
        return Whole ? JsonValue.Create((long)Math.Round(value)) : JsonValue.Create(double.Parse(value.ToString("G4", Invariant), Invariant));
    }

    static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>Requires that something can be drawn.</summary>
    /// <param name="where">What it is, for the message.</param>
    /// <exception cref="InputException">Nothing can.</exception>
    internal void Validate(string where)
    {
        if (OneOf is not null)
        {
            if (OneOf.Count == 0 || From is not null || To is not null) throw new InputException($"{where}: give oneOf a list, and nothing else");
            return;
        }
        if (From is not { } from || To is not { } to || !(from < to)) throw new InputException($"{where}: give from and to, rising, or oneOf");
        if (Log && from <= 0) throw new InputException($"{where}: a logarithmic range begins above 0, and from is {from}");
    }
}
