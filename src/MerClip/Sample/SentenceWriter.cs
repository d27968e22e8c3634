using System.Text;

namespace MerClip.Sample;

/// <summary>Says what somebody feels, in the way of people who talk: opinions, feelings, what happened, facts, second thoughts.</summary>
/// <param name="random">Random numbers.</param>
public sealed class SentenceWriter(Random random)
{
    const int Tries = 10; // clauses that are thought of; the one that fits best is said

    readonly Topic topic = random.Pick(Lexicon.Topics);

    /// <summary>Writes an utterance of one to four clauses.</summary>
    /// <param name="affect">What it expresses.</param>
    public string Write(Affect affect)
    {
        bool strong = Math.Abs(affect.Valence) > 0.5;
        var clauses = new List<string>();
        if (random.Happens(strong ? 0.25 : 0.7)) clauses.Add(Fact());
        bool feels = affect.Emotion != Emotion.None && random.Happens(0.75);
        if (feels) clauses.Add(random.Happens(0.25) ? random.Pick(Lexicon.Events[affect.Emotion]) : Feeling(affect));
        if (!feels || affect.Emotion == Emotion.Surprise || random.Happens(0.6)) // a surprise may be good or bad
            clauses.Add(strong && random.Happens(0.2)
                ? $"{Opinion(random.Between(-0.8, -0.3) * affect.Valence)}, but {Opinion(affect.Valence)}" // what comes last counts
                : Opinion(affect.Valence));
        if (random.Happens(0.15)) clauses.Add(Fact());
        return Join(clauses);
    }

    /// <summary>A clause of some sentiment.</summary>
    internal string Opinion(double sentiment) => Best(sentiment, () =>
    {
        var (word, worth) = random.Pick(Lexicon.Opinions);
        string what = random.Next(4) switch { 0 => $"the {random.Pick(Lexicon.Parts)}", 1 => "it", 2 => "that", _ => topic.The };
        switch (random.Next(8))
        {
            case 0:
                var (verb, liking) = random.Pick(Lexicon.Verbs);
                return ($"I {verb} {(what == "that" ? "it" : what)}", liking);
            case 1:
                return ($"what {An(word)} {topic.Noun}", worth * 1.15);
            case 2:
                bool best = random.Happens(0.5);
                return ($"it was the {(best ? "best" : "worst")} {topic.Noun} I have ever {topic.Done}", best ? 3 : -3);
            case 3:
                return ($"I think {what} was {word}", worth);
            case 4:
                return ($"{what} was {word}", worth);
            case 5:
                var (not, turned) = random.Pick(Lexicon.Negations);
                return ($"{what} was {not} {word}", worth * turned);
            case 6 when worth == 0:
                return ($"{what} was neither good nor bad", 0);
            default:
                var (degree, factor) = random.Pick(Lexicon.Degrees);
                return ($"{what} was {degree} {word}", worth * factor);
        }
    });

    string Feeling(Affect affect) => Best(affect.Strength, () =>
    {
        var (word, strength) = random.Pick(Lexicon.Feelings[affect.Emotion]);
        double factor = 1;
        if (random.Happens(0.35))
        {
            (string degree, factor) = random.Pick(Lexicon.Degrees);
            word = $"{degree} {word}";
        }
        return (random.Next(8) switch
        {
            0 => $"it made me {word}",
            1 => $"{topic.The} left me {word}",
            2 => $"I was {word} about {topic.The}",
            3 => $"everybody was {word}",
            4 => $"I am {word}",
            5 => $"all I felt was {random.Pick(Lexicon.Names[affect.Emotion])}",
            6 => $"{topic.The} was {random.Pick(Lexicon.Causes[affect.Emotion])}",
            _ => $"I feel {word}",
        }, strength * factor);
    });

    string Fact() => random.Next(9) switch
    {
        0 => $"we {topic.Did} {topic.The} on {random.Pick(Lexicon.Days)}",
        1 => $"{topic.The} took {random.Pick(Lexicon.Numbers)} hours",
        2 => $"there were {random.Pick(Lexicon.Numbers)} people there",
        3 => $"{random.Pick(Lexicon.People)} told me about {topic.The}",
        4 => $"I {topic.Did} {topic.The} with {random.Pick(Lexicon.People)}",
        5 => $"it costs {random.Pick(Lexicon.Numbers)} dollars",
        6 => $"{topic.The} starts at {random.Pick(Lexicon.Numbers)} in the morning",
        7 => $"this is about {topic.The} and {random.Pick(Lexicon.People)}",
        _ => $"they made {topic.The} {random.Pick(Lexicon.Numbers)} years ago",
    };

    string Join(List<string> clauses)
    {
        var text = new StringBuilder();
        foreach (var (i, clause) in clauses.Index())
        {
            bool begins = i == 0 || random.Happens(0.5);
            if (i > 0) text.Append(begins ? ". " : random.Happens(0.5) ? ", and " : ", so ");
            string said = random.Happens(0.22) ? $"{random.Pick(Lexicon.Fillers)}, {clause}" : clause;
            text.Append(begins ? char.ToUpperInvariant(said[0]) + said[1..] : said);
        }
        return text.Append(random.Happens(0.1) ? '!' : '.').ToString();
    }

    string Best(double wanted, Func<(string Clause, double Worth)> think) =>
        Enumerable.Range(0, Tries).Select(_ => think()).MinBy(c => Math.Abs(c.Worth - wanted)).Clause;

    /// <summary>A word with its article.</summary>
    internal static string An(string word) => ("aeiou".Contains(word[0]) && !word.StartsWith("use", StringComparison.Ordinal) ? "an " : "a ") + word;
}
