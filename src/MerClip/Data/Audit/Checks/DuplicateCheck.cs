using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MerClip.Data.Audit.Checks;

/// <summary>Utterances that occur twice under different ids: the same features or text, or almost the same.</summary>
sealed class DuplicateCheck : IAuditCheck
{
    /// <summary>Shorter texts ("I loved it") are the same by chance.</summary>
    const int FewestWords = 6;

    /// <summary>Words in a row that texts are compared by.</summary>
    const int Shingle = 3;

    /// <summary>Texts that share so much of their shingles are one text, corrected.</summary>
    const double Alike = 0.7;

    /// <summary>A shingle that more texts have says nothing.</summary>
    const int MostTexts = 50;

    public void Run(Corpus corpus, ProblemList problems)
    {
        (Utterance Utterance, Split Split)[] all = [.. Enum.GetValues<Split>().SelectMany(s => corpus[s].Select(u => (u, s)))];
        foreach (Modality modality in Enum.GetValues<Modality>()) Features(all, modality, problems);
        Texts(all, problems);
    }

    static void Features((Utterance Utterance, Split Split)[] all, Modality modality, ProblemList problems)
    {
        Dictionary<string, Split> first = [];
        float[] buffer = [];
        List<string> within = [], across = [];
        List<(string, Split, double[])> distinct = [];
        foreach (var (utterance, split) in all)
        {
            if (!utterance.Features.TryGetValue(modality, out FeatureSequence? sequence)) continue;
            ReadOnlySpan<float> values = sequence.Read(ref buffer);
            string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)));
            if (first.TryAdd(hash, split))
            {
                distinct.Add((utterance.Id, split, MeanStep.Of(values, sequence.Width)));
                continue;
            }
            (first[hash] == split ? within : across).Add(utterance.Id);
        }
        string key = modality.ToString().ToLowerInvariant();
        problems.Add(AuditSeverity.Warning, "duplicate-features", "", key,
            "the same features as an utterance of an earlier split: what is tested was learned", across);
        problems.Add(AuditSeverity.Note, "repeated-features", "", key, "the same features as another utterance of the split", within);
        problems.Add(AuditSeverity.Warning, "near-duplicate-features", "", key,
            "almost the same features as an utterance of another split: what is tested was learned", NearFeatures.Find(distinct));
    }

    static void Texts((Utterance Utterance, Split Split)[] all, ProblemList problems)
    {
        Dictionary<string, List<int>> having = [];
        HashSet<string>[] shingles = new HashSet<string>[all.Length];
        List<string> same = [], alike = [];
        for (int i = 0; i < all.Length; i++)
        {
            shingles[i] = Shingles(all[i].Utterance.Text);
            double closest = 0;
            foreach (int other in Candidates(shingles[i], having).Where(o => all[o].Split != all[i].Split))
            {
                int shared = shingles[i].Count(shingles[other].Contains);
                closest = Math.Max(closest, (double)shared / (shingles[i].Count + shingles[other].Count - shared));
            }
            if (closest == 1) same.Add(all[i].Utterance.Id);
            else if (closest >= Alike) alike.Add(all[i].Utterance.Id);
            foreach (string shingle in shingles[i])
            {
                List<int> texts = CollectionsMarshal.GetValueRefOrAddDefault(having, shingle, out _) ??= [];
                if (texts.Count < MostTexts) texts.Add(i);
            }
        }
        problems.Add(AuditSeverity.Warning, "duplicate-text", "", "raw_text",
            "the same text as an utterance of an earlier split: what is tested was learned", same);
        problems.Add(AuditSeverity.Warning, "near-duplicate-text", "", "raw_text",
            "almost the same text as an utterance of an earlier split", alike);
    }

    static HashSet<int> Candidates(HashSet<string> shingles, Dictionary<string, List<int>> having)
    {
        HashSet<int> found = [];
        foreach (string shingle in shingles)
            if (having.TryGetValue(shingle, out List<int>? texts)) found.UnionWith(texts);
        return found;
    }

    static HashSet<string> Shingles(string text)
    {
        string[] words = [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Trim('.', ',', '!', '?', ';', ':', '"', '\'', '(', ')')).Where(w => w.Length > 0)];
        return words.Length < FewestWords ? []
            : [.. Enumerable.Range(0, words.Length - Shingle + 1).Select(i => string.Join(' ', words, i, Shingle))];
    }
}
