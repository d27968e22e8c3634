using MerClip.Data;

namespace MerClip.Encoders;

/// <summary>A frozen encoder of text: it learns nothing, so it runs once for each text.</summary>
public interface ITextEncoder
{
    /// <summary>Features a step of <see cref="Encode"/>, D.</summary>
    int StepWidth { get; }

    /// <summary>Features of <see cref="Pool"/>, W.</summary>
    int Width { get; }

    /// <summary>The text as a sequence, <c>[steps, D]</c>; null if there is nothing in it that the encoder knows.</summary>
    FeatureSequence? Encode(string text);

    /// <summary>The words that the steps of <see cref="Encode"/> are of, in order, each with how many steps in a row it has.</summary>
    IReadOnlyList<(string Word, int Steps)> Words(string text);

    /// <summary>The text as one vector, <c>[W]</c>; null if there is nothing in it that the encoder knows.</summary>
    float[]? Pool(string text);
}
