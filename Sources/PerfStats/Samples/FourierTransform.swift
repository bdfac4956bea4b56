import Glibc

/// The discrete Fourier transform of a power of two of complex numbers, in place.
///
/// Cooley and Tukey, "An algorithm for the machine calculation of complex Fourier series", Mathematics of Computation 19 (1965).
enum FourierTransform {
  /// X_k = Σ x_j·e^(−2πi·jk/n). Both arrays have the same count, a power of two.
  static func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
    let count = real.count
    reorder(&real, &imaginary)
    // The n/2 roots of unity, each from its own sine and cosine: repeated multiplication would lose digits.
    let cosines = (0..<max(count / 2, 1)).map { cos(2 * Double.pi * Double($0) / Double(count)) }
    let sines = (0..<max(count / 2, 1)).map { -sin(2 * Double.pi * Double($0) / Double(count)) }
    var half = 1
    while half < count {
      let step = count / (2 * half)
      for start in stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (c, s) = (cosines[offset * step], sines[offset * step])
          let (a, b) = (start + offset, start + offset + half)
          let (x, y) = (real[b] * c - imaginary[b] * s, real[b] * s + imaginary[b] * c)
          (real[b], imaginary[b]) = (real[a] - x, imaginary[a] - y)
          (real[a], imaginary[a]) = (real[a] + x, imaginary[a] + y)
        }
      }
      half *= 2
    }
  }

  /// Puts each element at the place whose bits are those of its own in reverse.
  private static func reorder(_ real: inout [Double], _ imaginary: inout [Double]) {
    var reversed = 0
    for place in real.indices {
      if place < reversed {
        real.swapAt(place, reversed)
        imaginary.swapAt(place, reversed)
      }
      var bit = real.count / 2
      while bit > 0, reversed & bit != 0 {
        reversed ^= bit
        bit /= 2
      }
      reversed |= bit
    }
  }
}
