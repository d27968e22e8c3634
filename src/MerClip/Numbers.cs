using TorchSharp;
using static TorchSharp.torch;

namespace MerClip;

/// <summary>
/// Arithmetic between tensors and numbers. TorchSharp's own operators (<c>x * 2.0</c>, <c>x + y</c>, <c>x.clamp(0, 1)</c>, <c>x.item()</c>)
/// make a native number that nothing holds on to, and a garbage collection on another thread can free it while native
/// code still reads it: once in some hundred thousand calls that gives an error, or a wrong result. Here the number lives
/// until the call returns. Inside the library no number meets a tensor in any other way. The sum of two tensors is here
/// too, because <c>x + y</c> multiplies y by such a number, a hidden 1.
/// </summary>
static class Numbers
{
    /// <summary>The factor of the second summand; never freed.</summary>
    static readonly Scalar One = 1.ToScalar();

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    public static Tensor Plus(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.add(number, One);
    }

    public static Tensor Times(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.mul(number);
    }

    /// <summary><paramref name="y"/> − x.</summary>
    public static Tensor From(this Tensor x, double y) => x.neg().Plus(y);

    public static Tensor AtLeast(this Tensor x, double least)
    {
        using var number = least.ToScalar();
        return x.clamp_min(number);
    }

    public static Tensor AtMost(this Tensor x, double most)
    {
        using var number = most.ToScalar();
        return x.clamp_max(number);
    }

    /// <summary>True where x ≥ <paramref name="y"/>.</summary>
    public static Tensor IsAtLeast(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.ge(number);
    }

    /// <summary>x where the mask is true becomes <paramref name="value"/>.</summary>
    public static Tensor Replace(this Tensor x, Tensor mask, double value)
    {
        using var number = value.ToScalar();
        return x.masked_fill(mask, number);
    }

    /// <summary>x ← x · <paramref name="factor"/>.</summary>
    public static Tensor Scale_(this Tensor x, double factor)
    {
        using var number = factor.ToScalar();
        return x.mul_(number);
    }

    /// <summary>x ← x + <paramref name="y"/>.</summary>
    public static Tensor Add_(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.add_(number, One);
    }

    /// <summary>x ← x + <paramref name="factor"/> · y.</summary>
    public static Tensor Add_(this Tensor x, Tensor y, double factor)
    {
        using var number = factor.ToScalar();
        return x.add_(y, number);
    }

    /// <summary>x ← x + <paramref name="factor"/> · y · z.</summary>
    public static Tensor AddProduct_(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using var number = factor.ToScalar();
        return x.addcmul_(y, z, number);
    }

    /// <summary>x ← x + <paramref name="factor"/> · y / z.</summary>
    public static Tensor AddQuotient_(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using var number = factor.ToScalar();
        return x.addcdiv_(y, z, number);
    }

    /// <summary>The one number of a tensor of float32.</summary>
    public static float Single(this Tensor x)
    {
        using var values = x.detach();
        using var here = values.cpu();
        return here.data<float>()[0];
    }
}
