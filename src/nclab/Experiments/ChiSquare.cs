using System;
using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Pearson's test of counts against an even split.</summary>
internal static class ChiSquare
{
    private const int MaxTerms = 10_000;

    internal static double OfEvenSplit(IReadOnlyList<int> counts)
    {
        double expected = counts.Average();
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    /// <summary>
    /// The probability of a value of at least x, which is the upper regularized gamma function Q(k/2, x/2).
    /// Its series is summed from below; beyond the middle the continued fraction converges faster (DLMF 8.7.1 and 8.9.2).
    /// </summary>
    internal static double UpperTail(double x, int degrees)
    {
        if (degrees <= 0 || x <= 0)
        {
            return 1;
        }

        double a = degrees / 2.0, z = x / 2.0;
        double front = Math.Exp((a * Math.Log(z)) - z - LogGamma(degrees));
        return z < a + 1 ? 1 - (front * LowerSeries(a, z)) : front * UpperFraction(a, z);
    }

    private static double LowerSeries(double a, double z)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MaxTerms && term > sum * 1e-16; n++)
        {
            term *= z / (a + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>Lentz's method from the back: 1/(z+1-a- 1(1-a)/(z+3-a- 2(2-a)/(z+5-a- ...))).</summary>
    private static double UpperFraction(double a, double z)
    {
        double tail = 0;
        for (int n = 500; n >= 1; n--)
        {
            tail = n * (n - a) / (z + (2 * n) + 1 - a - tail);
        }

        return 1 / (z + 1 - a - tail);
    }

    /// <summary>ln Γ(k/2) of a whole k, from Γ(1/2) = √π or Γ(1) = 1 upwards.</summary>
    private static double LogGamma(int k)
    {
        double log = k % 2 == 0 ? 0 : Math.Log(Math.PI) / 2;
        for (double step = k % 2 == 0 ? 1 : 0.5; step < k / 2.0; step++)
        {
            log += Math.Log(step);
        }

        return log;
    }
}
