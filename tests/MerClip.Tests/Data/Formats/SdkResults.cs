using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Data.Formats.Csd;
using static TorchSharp.torch;

namespace MerClip.Tests.Data.Formats;

/// <summary>What the CMU SDK's own code makes of the videos in <c>fixtures/alignment</c> (<c>make_alignment.py</c>): gaps, overlaps,
/// parts, instants, touching ends, rows out of order or backwards, and values that are not finite.</summary>
sealed class SdkResults : IDisposable
{
    /// <summary>Where the computational sequences are.</summary>
    public static readonly string Folder = Fixtures.Committed("alignment");

    /// <summary>Those that are features, words first.</summary>
    public static readonly (Modality Modality, CsdRole Role, string Root)[] Sequences = [(Modality.Text, CsdRole.Text, "glove_vectors"),
        (Modality.Audio, CsdRole.Audio, "COVAREP"), (Modality.Vision, CsdRole.Vision, "FACET 4.2")];

    readonly ITensorFile file = TensorFile.Open(Path.Combine(Folder, "sdk.safetensors"));
    readonly HashSet<string> names;

    public SdkResults() => names = [.. file.Names];

    /// <summary>Whether the SDK keeps a video: one that every sequence has.</summary>
    public bool Has(string video) => names.Any(n => n.StartsWith($"1/{Sequences[0].Root}/{video}[", StringComparison.Ordinal));

    /// <summary>The features of an entry, row-major; null if there is no such entry.</summary>
    public float[]? Rows(string key)
    {
        if (!names.Contains(key)) return null;
        using Tensor rows = file.Read(key);
        return rows.data<float>().ToArray();
    }

    /// <summary>The times of an entry; null if there is no such entry.</summary>
    public double[]? Times(string key)
    {
        if (!names.Contains(key + "@")) return null;
        using Tensor times = file.Read(key + "@");
        return times.data<double>().ToArray();
    }

    /// <summary>The utterances that every sequence has in the end: the SDK's <c>hard_unify</c>.</summary>
    public HashSet<string> Utterances() => [.. Sequences
        .Select(s => names.Where(n => n.StartsWith($"2/{s.Root}/", StringComparison.Ordinal) && !n.EndsWith('@')).Select(n => n.Split('/')[2]))
        .Aggregate((kept, of) => kept.Intersect(of))];

    public void Dispose() => file.Dispose();
}
