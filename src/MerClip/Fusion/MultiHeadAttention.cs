using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip.Fusion;

/// <summary>
/// Scaled dot-product attention over several heads (Vaswani et al. 2017, §3.2). Steps that the mask leaves out get a
/// weight of exactly zero.
/// </summary>
public sealed class MultiHeadAttention : Module<Tensor, Tensor, Tensor?, Tensor>
{
    /// <summary>Finite, so that a row without any step gives numbers (which are then discarded) and no NaN gradient.</summary>
    const double Excluded = -1e9;

    readonly Linear query, keyValue, output;
    readonly Dropout dropout;
    readonly int width, heads;

    /// <summary>Makes the projections.</summary>
    /// <param name="width">Width d of queries, keys and result; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">How many heads share the width.</param>
    /// <param name="dropout">Probability of dropping an attention weight, [0, 1).</param>
    public MultiHeadAttention(int width, int heads, double dropout) : base(nameof(MultiHeadAttention))
    {
        if (width % heads != 0)
            throw new InputException($"model.width {width} is not a multiple of model.heads {heads}: change one of them");
        (this.width, this.heads) = (width, heads);
        query = Linear(width, width);
        keyValue = Linear(width, 2 * width);
        output = Linear(width, width);
        this.dropout = Dropout(dropout);
        RegisterComponents();
    }

    /// <summary>Lets each query look at the steps.</summary>
    /// <param name="queries"><c>[B, C, d]</c>.</param>
    /// <param name="steps">What is looked at, <c>[B, L, d]</c>.</param>
    /// <param name="mask">True at real steps, <c>[B, L]</c>; null if all are real.</param>
    /// <returns><c>[B, C, d]</c>.</returns>
    public override Tensor forward(Tensor queries, Tensor steps, Tensor? mask)
    {
        var (weights, v) = Attend(queries, steps, mask);
        var heard = dropout.call(weights).matmul(v).transpose(1, 2).reshape(queries.shape[0], -1, width); // [B, h, C, d/h] -> [B, C, d]
        return output.call(heard);
    }

    /// <summary>How much of each step each query takes, in each head. Arguments as of <see cref="forward"/>.</summary>
    /// <returns><c>[B, h, C, L]</c>; sums to 1 over the steps.</returns>
    public Tensor Weights(Tensor queries, Tensor steps, Tensor? mask) => Attend(queries, steps, mask).Weights;

    /// <summary>The weights <c>[B, h, C, L]</c>, and what they weigh, <c>[B, h, L, d/h]</c>.</summary>
    (Tensor Weights, Tensor Values) Attend(Tensor queries, Tensor steps, Tensor? mask)
    {
        long batch = queries.shape[0], count = steps.dim() == 3 ? steps.shape[1] : -1;
        TensorShape.Require(queries, "attention queries [B, C, d]", -1, -1, width);
        TensorShape.Require(steps, "attention steps [B, L, d]", batch, -1, width);
        if (mask is not null) TensorShape.Require(mask, "attention mask [B, L]", batch, count);

        var q = SplitHeads(query.call(queries));                              // [B, h, C, d/h]
        var kv = keyValue.call(steps).chunk(2, -1);
        var (k, v) = (SplitHeads(kv[0]), SplitHeads(kv[1]));                  // [B, h, L, d/h]
        var scores = q.matmul(k.transpose(-2, -1)).Times(1 / Math.Sqrt(width / heads)); // [B, h, C, L]
        if (mask is not null) scores = scores.Replace(mask.logical_not().view(batch, 1, 1, count), Excluded);
        return (scores.softmax(-1), v);
    }

    Tensor SplitHeads(Tensor x) => // [B, n, d] -> [B, h, n, d/h]
        x.view(x.shape[0], x.shape[1], heads, width / heads).transpose(1, 2);
}
