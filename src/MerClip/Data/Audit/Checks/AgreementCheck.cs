namespace MerClip.Data.Audit.Checks;

/// <summary>Whether the modalities of an utterance belong together: the more is said, the longer all of them are.</summary>
sealed class AgreementCheck : IAuditCheck
{
    const int FewestUtterances = 30;

    /// <summary>Real data is far above, rows of other utterances are about 0.</summary>
    const double Least = 0.25;

    /// <summary>In aligned data nearly all lengths are equal, so that the rest is a mistake.</summary>
    const double Aligned = 0.9;

    public void Run(Corpus corpus, ProblemList problems)
    {
        foreach (Split split in Enum.GetValues<Split>())
        {
            foreach (Modality modality in Enum.GetValues<Modality>())
                Words(corpus[split], split, modality, problems);
            foreach (Modality modality in new[] { Modality.Audio, Modality.Vision })
                Alignment(corpus[split], split, modality, problems);
        }
    }

    static void Words(IReadOnlyList<Utterance> utterances, Split split, Modality modality, ProblemList problems)
    {
        (double Words, double Steps)[] pairs = [.. utterances
            .Where(u => !string.IsNullOrWhiteSpace(u.Text) && u.Features.ContainsKey(modality))
            .Select(u => ((double)u.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
                (double)u.Features[modality].Steps))];
        if (pairs.Length < FewestUtterances) return;
        if (pairs.Select(p => p.Words).Distinct().Count() < 3 || pairs.Select(p => p.Steps).Distinct().Count() < 3) return;
        double r = Pearson.Of(pairs);
        if (r < Least)
            problems.Add(AuditSeverity.Warning, "lengths-disagree", split.ToString().ToLowerInvariant(),
                modality.ToString().ToLowerInvariant(),
                FormattableString.Invariant($"the number of steps hardly grows with the number of words (r = {r:F2}): ")
                + "the rows may be of other utterances than the texts");
    }

    static void Alignment(IReadOnlyList<Utterance> utterances, Split split, Modality modality, ProblemList problems)
    {
        Utterance[] both = [.. utterances.Where(u => u.Features.ContainsKey(Modality.Text) && u.Features.ContainsKey(modality))];
        string[] differ = [.. both.Where(u => u.Features[Modality.Text].Steps != u.Features[modality].Steps).Select(u => u.Id)];
        if (both.Length >= FewestUtterances && differ.Length < (1 - Aligned) * both.Length)
            problems.Add(AuditSeverity.Note, "alignment", split.ToString().ToLowerInvariant(), modality.ToString().ToLowerInvariant(),
                "nearly all utterances have a step a word, these have another number of steps than their text", differ);
    }
}
