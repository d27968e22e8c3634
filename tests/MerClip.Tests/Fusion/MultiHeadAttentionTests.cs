using MerClip.Fusion;
using static TorchSharp.torch;

namespace MerClip.Tests.Fusion;

public class MultiHeadAttentionTests : TorchTest
{
    [Fact]
    public void It_is_what_the_formula_says()
    {
        var attention = new MultiHeadAttention(6, 2, 0.5);
        attention.eval();
        Tensor queries = randn(1, 2, 6), steps = randn(1, 3, 6);
        var weights = attention.state_dict();
        Tensor Project(string name, Tensor x) => x.matmul(weights[$"{name}.weight"].t()) + weights[$"{name}.bias"];
        var q = Project("query", queries[0]);
        var kv = Project("keyValue", steps[0]);
        var heads = new List<Tensor>();
        for (int h = 0; h < 2; h++)
        {
            var (qh, kh) = (q.narrow(1, 3 * h, 3), kv.narrow(1, 3 * h, 3));
            var vh = kv.narrow(1, 6 + 3 * h, 3);
            heads.Add((qh.matmul(kh.t()) / Math.Sqrt(3)).softmax(1).matmul(vh));
        }

        AssertClose(Project("output", cat([.. heads], 1)), attention.call(queries, steps, null)[0]);
    }

    [Fact]
    public void A_masked_step_has_no_weight_whatever_stands_there()
    {
        var attention = new MultiHeadAttention(6, 3, 0);
        Tensor queries = randn(1, 2, 6), steps = randn(1, 4, 6), changed = steps.clone();
        changed[0, 3] = full([6], 1e4f);
        var mask = tensor(new[] { true, true, true, false }, [1, 4]);

        AssertSame(attention.call(queries, steps, mask), attention.call(queries, changed, mask));
        AssertClose(attention.call(queries, steps[.., ..3], null), attention.call(queries, steps, mask));
    }
}
