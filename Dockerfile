# The image of the site: web server, Celery worker and beat are the same image with another command.

# -- the first part of the lock: what the site needs, in a layer that changes only with the lock
FROM python:3.13-slim-trixie AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /opt
RUN python -m venv venv
COPY requirements.lock .
RUN sed '/^# -- requirements-embedded.txt/,$d' requirements.lock > site.lock \
    && venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r site.lock

# -- the site
FROM python:3.13-slim-trixie
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 1000 --create-home --home-dir /home/kinesite kinesite \
    && install -d -o kinesite /srv/media /srv/static
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/kinesite
COPY . .
ENV STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media
# The settings want these to start; the build uses neither.
RUN python -m kinesite.catalogues compile \
    && SECRET_KEY=not-used DATABASE_URL=postgresql://not-used/kinesite CELERY_BROKER_URL=redis://not-used \
    python manage.py collectstatic --noinput --verbosity 0
USER 1000
VOLUME /srv/media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["python", "kinesite/healthcheck.py", "live"]
CMD ["gunicorn", "kinesite.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
