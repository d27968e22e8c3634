using MerClip.Data;
using MerClip.Media;

namespace MerClip.Encoders;

/// <summary>A frozen encoder of recordings: it learns nothing, so it runs once for each file.</summary>
public interface IMediaEncoder
{
    /// <summary>Features a step, D.</summary>
    int StepWidth { get; }

    /// <summary>All that decides what is made of a file: the kind of the encoder, the hash of its weights, its settings.</summary>
    string Identity { get; }

    /// <summary>Encodes a recording as a sequence, <c>[steps, D]</c>.</summary>
    /// <param name="path">The sound or video, or a folder of frames.</param>
    /// <param name="distortion">What changes the recording before it is encoded; null takes it as it is.</param>
    /// <returns>Null if there is nothing in it.</returns>
    /// <exception cref="InputException">It cannot be read.</exception>
    FeatureSequence? Encode(string path, IDistortion? distortion = null);

    /// <summary>When the steps of a recording are, in seconds.</summary>
    /// <param name="path">What <see cref="Encode"/> read.</param>
    /// <param name="steps">How many steps that gave.</param>
    /// <returns>Where each step begins and ends; null for steps that have no time, such as pictures of a folder.</returns>
    /// <exception cref="InputException">The recording cannot be read any more.</exception>
    IReadOnlyList<(double From, double To)>? Times(string path, int steps);
}
